import * as z from 'zod';
import { blobOf, type Comment, type Issue, type Store } from './store.ts';

export type Asked = { method: string; path: string; query: URLSearchParams; body: unknown };
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };
/** `members`: who may be assigned an issue. `base`: where people read it. */
export type Site = { store: Store; repositories: string[]; members: string[]; base: string };

const newIssue = z.object({
  title: z.string().min(1).max(256),
  body: z.string().max(65_536).default(''),
  labels: z.array(z.string()).default([]),
  assignees: z.array(z.string()).max(10).default([]),
});
const change = z.object({
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened']).nullish(),
  labels: z.array(z.string()).optional(),
});
const moreAssignees = z.object({ assignees: z.array(z.string()).max(10) });
const newComment = z.object({ body: z.string().min(1).max(65_536) });
const newContent = z.object({
  message: z.string().min(1),
  content: z.base64(),
  sha: z.string().optional(),
});

const REPOSITORY = /^\/repos\/([^/]+\/[^/]+)(\/.*)$/;
const ISSUE = /^\/issues\/([0-9]+)(\/comments|\/assignees)?$/;
const CONTENT = '/contents/';

/** GitHub's REST API as far as issues, their comments and the files of repositories go, in its own shapes. */
export function answerApi(site: Site, asked: Asked): Answer {
  const [, repository = '', rest = ''] = REPOSITORY.exec(asked.path) ?? [];
  if (!site.repositories.includes(repository)) return refuse(404, 'Not Found');
  try {
    if (rest === '/issues') return issues(site, repository, asked);
    if (rest.startsWith(CONTENT)) return contents(site, repository, { ...asked, path: rest.slice(CONTENT.length) });
    const [, number, part] = ISSUE.exec(rest) ?? [];
    const issue = number === undefined ? undefined : site.store.issue(repository, Number(number));
    if (!issue) return refuse(404, 'Not Found');
    if (part === '/assignees') return assign(site, issue, asked);
    return part === undefined ? oneIssue(site, issue, asked) : commentsOf(site, issue, asked);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(422, `Validation Failed: ${z.prettifyError(error)}`);
    throw error;
  }
}

export function refuse(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } };
}

function issues(site: Site, repository: string, { method, query, body, path }: Asked): Answer {
  const { store } = site;
  if (method === 'GET') {
    const state = query.get('state') ?? 'open';
    const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
    const found = store.issues(repository).filter((one) => state === 'all' || one.state === state);
    const list = found.filter(({ updated }) => updated >= since).reverse();
    return page(
      site,
      { path, query },
      list.map((issue) => issueJson(site, issue)),
    );
  }
  if (method !== 'POST') return refuse(404, 'Not Found');
  const asked = newIssue.parse(body);
  const stranger = asked.assignees.find((login) => !site.members.includes(login));
  if (stranger !== undefined) return refuse(422, `Validation Failed: assignees: ${stranger} cannot be assigned`);
  return { status: 201, body: issueJson(site, store.open({ repository, ...asked })) };
}

function oneIssue(site: Site, issue: Issue, { method, body }: Asked): Answer {
  if (method === 'GET') return { status: 200, body: issueJson(site, issue) };
  if (method !== 'PATCH') return refuse(404, 'Not Found');
  const { state, state_reason, labels } = change.parse(body);
  const changed = site.store.change(issue, {
    ...(state && { state }),
    ...(labels && { labels }),
    ...(state_reason !== undefined && { reason: state_reason }),
  });
  return { status: 200, body: issueJson(site, changed) };
}

/** Who cannot be assigned is left out in silence, as GitHub does here. */
function assign(site: Site, issue: Issue, { method, body }: Asked): Answer {
  if (method !== 'POST') return refuse(404, 'Not Found');
  const more = moreAssignees.parse(body).assignees.filter((login) => site.members.includes(login));
  const assignees = [...new Set([...issue.assignees, ...more])];
  return { status: 201, body: issueJson(site, site.store.change(issue, { assignees })) };
}

function commentsOf(site: Site, issue: Issue, { method, query, body, path }: Asked): Answer {
  if (method === 'GET') {
    const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
    const list = issue.comments.filter(({ at }) => at >= since);
    return page(
      site,
      { path, query },
      list.map((comment) => commentJson(site, issue, comment)),
    );
  }
  if (method !== 'POST') return refuse(404, 'Not Found');
  const comment = site.store.comment(issue, newComment.parse(body).body);
  return { status: 201, body: commentJson(site, issue, comment) };
}

/** A part of a list, with the address of the next one in `Link`, as GitHub's clients read it. */
function page({ base }: Site, { path, query }: Pick<Asked, 'path' | 'query'>, list: object[]): Answer {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)));
  const at = Math.max(1, Number(query.get('page') ?? 1));
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'page'));
  next.set('page', String(at + 1));
  const more = list.length > at * size;
  return {
    status: 200,
    body: list.slice((at - 1) * size, at * size),
    ...(more && { headers: { link: `<${base}${path}?${next}>; rel="next"` } }),
  };
}

function contents({ store, base }: Site, repository: string, { method, path: written, body }: Asked): Answer {
  const path = decodeURIComponent(written);
  const bytes = store.read(repository, path);
  const content = (sha: string) => ({
    ...{ type: 'file', name: path.split('/').at(-1), path, sha },
    html_url: `${base}/${repository}/blob/main/${path.split('/').map(encodeURIComponent).join('/')}`,
  });
  if (method === 'GET') {
    if (!bytes) return refuse(404, 'Not Found');
    const encoded = { size: bytes.length, encoding: 'base64', content: bytes.toString('base64') };
    return { status: 200, body: { ...content(blobOf(bytes)), ...encoded } };
  }
  if (method !== 'PUT') return refuse(404, 'Not Found');
  const asked = newContent.parse(body);
  if (bytes && asked.sha === undefined) return refuse(422, 'Invalid request: "sha" wasn\'t supplied.');
  if (bytes && asked.sha !== blobOf(bytes)) return refuse(409, `${path} does not match ${asked.sha}`);
  const commit = store.write({ repository, path, message: asked.message, bytes: Buffer.from(asked.content, 'base64') });
  return { status: bytes ? 200 : 201, body: { content: content(commit.sha), commit: { message: commit.message } } };
}

function issueJson({ base }: Site, issue: Issue): object {
  const { repository, number, title, body, labels, assignees, state, reason, at, updated, comments } = issue;
  return {
    ...{ id: number, number, title, body, state, state_reason: reason, comments: comments.length },
    html_url: `${base}/${repository}/issues/${number}`,
    labels: labels.map((name) => ({ name })),
    assignees: assignees.map((login) => ({ login })),
    created_at: new Date(at).toISOString(),
    updated_at: new Date(updated).toISOString(),
  };
}

function commentJson({ base }: Site, { repository, number }: Issue, { id, body, at }: Comment): object {
  const html_url = `${base}/${repository}/issues/${number}#issuecomment-${id}`;
  return { id, body, html_url, created_at: new Date(at).toISOString(), updated_at: new Date(at).toISOString() };
}
