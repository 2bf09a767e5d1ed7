import type { Issue, Store } from './store.ts';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:46rem;margin:0 auto;padding:1rem}a{color:light-dark(#0550ae,#79b8ff)}
code{background:light-dark(#eef1f4,#2a2f36);padding:.1em .3em;border-radius:.25em;overflow-wrap:anywhere}
.is{display:inline-block;padding:.1em .7em;border-radius:1em;border:1px solid currentColor;font-size:.9em}
article{border:1px solid light-dark(#c8ced6,#444c56);border-radius:.5em;padding:.2em 1em;margin:1em 0}
li{margin:.2em 0}small{color:light-dark(#57606a,#9aa4af)}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

type Shown = { store: Store; repositories: string[]; isDown: boolean };

/** What people see of the local GitHub: its repositories, their issues, one issue, one file. Undefined: no such page. */
export function pageOf({ store, repositories, isDown }: Shown, path: string): string | undefined {
  if (path === '/') return home({ store, repositories, isDown });
  const [owner = '', name = '', what, ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const repository = `${owner}/${name}`;
  if (!repositories.includes(repository)) return undefined;
  if (what === undefined || (what === 'issues' && rest.length === 0)) return repositoryPage(store, repository);
  if (what === 'issues') {
    const issue = store.issue(repository, Number(rest[0]));
    return issue && issuePage(issue);
  }
  const bytes = what === 'blob' ? store.read(repository, rest.slice(1).join('/')) : undefined;
  return (
    bytes &&
    document(rest.slice(1).join('/'), `<p>${back(repository)}</p><pre>${escaped(bytes.toString('utf8'))}</pre>`)
  );
}

function home({ store, repositories, isDown }: Shown): string {
  const list = repositories.map(
    (name) => `<li><a href="/${name}">${name}</a> <small>${count(store, name)}</small></li>`,
  );
  const button = `<form method="post" action="/local/${isDown ? 'up' : 'down'}"><button>${isDown ? 'Put it up again' : 'Take it down'}</button></form>`;
  const stands = `<p>The API is <strong>${isDown ? 'down: it answers 503' : 'up'}</strong>.</p>`;
  return document('GitHub on this machine', `<ul>${list.join('')}</ul>${stands}${button}`);
}

function count(store: Store, repository: string): string {
  const issues = store.issues(repository);
  const open = issues.filter(({ state }) => state === 'open').length;
  return `${open} open, ${issues.length - open} closed, ${store.paths(repository).length} files`;
}

function repositoryPage(store: Store, repository: string): string {
  const issues = [...store.issues(repository)].reverse();
  const rows = issues.map(
    (issue) =>
      `<li>${stateOf(issue)} <a href="/${repository}/issues/${issue.number}">#${issue.number} ${escaped(issue.title)}</a> ${labels(issue)}</li>`,
  );
  const files = store
    .paths(repository)
    .map((path) => `<li><a href="/${repository}/blob/main/${path}">${escaped(path)}</a></li>`);
  const list = (what: string, of: string[]) =>
    `<h2>${what}</h2>${of.length > 0 ? `<ul>${of.join('')}</ul>` : '<p>None yet.</p>'}`;
  return document(repository, `<p><a href="/">All repositories</a></p>${list('Issues', rows)}${list('Files', files)}`);
}

function issuePage(issue: Issue): string {
  const { repository, number, title, body, comments, assignees, at } = issue;
  const whose = assignees.length > 0 ? `<p>Assigned to ${escaped(assignees.join(', '))}</p>` : '';
  const said = [{ at, body }, ...comments].map(
    (one) => `<article><small>${new Date(one.at).toISOString()}</small>${markdown(one.body)}</article>`,
  );
  const head = `<p>${back(repository)}</p><p>${stateOf(issue)} ${labels(issue)}</p>${whose}`;
  return document(`${title} · #${number}`, `${head}${said.join('')}`);
}

function back(repository: string): string {
  return `<a href="/${repository}">${repository}</a>`;
}

function stateOf({ state, reason }: Issue): string {
  const closed = reason === 'not_planned' ? '⊘ closed, not planned' : '✔ closed';
  return `<span class="is">${state === 'open' ? '○ open' : closed}</span>`;
}

function labels({ labels: names }: Issue): string {
  return names.map((name) => `<span class="is">${escaped(name)}</span>`).join(' ');
}

/** As much of Markdown as Remit writes: lists, code, bold, paragraphs. Comments of HTML are not shown. */
function markdown(text: string): string {
  const blocks = text
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
    .split(/\n{2,}/);
  return blocks
    .map((block) => {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith('- '))) {
        return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
      }
      return `<p>${lines.map(inline).join('<br>')}</p>`;
    })
    .join('');
}

function inline(text: string): string {
  return text
    .split(/(`+ .*? `+|`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? `<code>${escaped(part.replace(/^`+ ?| ?`+$/g, ''))}</code>` : prose(part)))
    .join('');
}

function prose(text: string): string {
  return escaped(text)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/^_(.+)_$/, '<em>$1</em>');
}

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${body}</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
