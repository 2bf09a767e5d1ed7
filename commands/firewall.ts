import type { Field } from '../bot/domain/command.ts';
import { defineCommand } from './define-command.ts';
import { cidr, portAndProtocol } from './fields.ts';
import { changeRules, FORMER_RULES, KEEP_SSH_OPEN } from './firewall-rules.ts';

/** The firewall of hosts and that of end users' containers are two activities of the matrix: the same commands for each. */
type Where = { name: string; document: string; activity: string; on: string; whose: string };

const HOSTS: Where = {
  name: 'firewall',
  document: 'Remit-Firewall',
  activity: 'host-firewall',
  on: 'host-7',
  whose: 'hosts',
};

const CONTAINERS: Where = {
  name: 'container firewall',
  document: 'Remit-ContainerFirewall',
  activity: 'container-firewall',
  on: 'env-101',
  whose: 'containers',
};

const role = 'operator';
const approval = { production: { of: 1, from: 'approver' }, staging: 'none' } as const;
const fields = () =>
  ({ port: portAndProtocol(), cidr: cidr({ default: 'any', label: 'From' }) }) satisfies Record<string, Field>;
const given = ({ port, cidr }: { port: string; cidr: string }) => ({ Port: [port], Cidr: [cidr] });
const undo = { words: 'The rules of before come back, in the table of Remit.', script: FORMER_RULES };
/** Loading rules takes a moment; the rest is for the report, and for a worker that dies on its way to keep it. */
const guard = { seconds: 180 };
const timeoutSeconds = 60;

export const firewall = [HOSTS, CONTAINERS].flatMap((where) => [list(where), allow(where), deny(where), remove(where)]);

function list({ name, document, activity, on, whose }: Where) {
  return defineCommand({
    name: `${name} list`,
    activity,
    summary: `Say which firewall rules Remit holds on ${whose}, and who else holds some`,
    pattern: `${name} list on <targets>`,
    examples: [`${name} list on ${on}`],
    fields: {},
    risk: 'read',
    role,
    approval: { production: 'none', staging: 'none' },
    repeatable: true,
    effect: () => 'reads the firewall; changes nothing',
    title: () => ({ ask: 'List the firewall', doing: 'Listing the firewall', done: 'Listed the firewall' }),
    shows: 'output',
    undo: 'Nothing to undo: it only reads.',
    run: {
      document: `${document}List`,
      parameters: () => ({}),
      timeoutSeconds: 30,
      script: `
        command -v nft >/dev/null || fail "nftables is not on this host"
        nft list tables >"$claim/tables" || fail "nft does not list its tables"
        { nft list table inet remit 2>/dev/null || :; } | sed -n 's/.*comment "remit: \\(.*\\)".*/\\1/p' >"$claim/rules"
        if [ -s "$claim/rules" ]; then cat "$claim/rules"; else echo "no rules of Remit's"; fi
        others=$(sed -e '/^table inet remit$/d' -e 's/^table //' "$claim/tables" | tr '\\n' ',' | sed 's/,$//; s/,/, /g')
        echo "tables of others: \${others:-none}"`,
    },
  });
}

function allow(where: Where) {
  return change(where, {
    verb: 'allow',
    summary: `Let a port of ${where.whose} be reached, though another rule of Remit's denies it`,
    examples: [
      `allow 443/tcp on ${where.on}`,
      `allow 5432/tcp from 10.1.0.0/16 on ${where.on} because "the new web hosts"`,
    ],
    effect: (what) => `lets ${what} in past what Remit denies; rules of others hold as before`,
    words: { ask: 'Allow', doing: 'Allowing', done: 'Allowed' },
    script: changeRules({ ...ruleOf('allow'), said: 'allowed: $what' }),
  });
}

function deny(where: Where) {
  return change(where, {
    verb: 'deny',
    summary: `Let new connections to a port of ${where.whose} go unanswered; never SSH, never those that stand`,
    examples: [
      `deny 8080/tcp on ${where.on}`,
      `deny 6000-6010/udp from 203.0.113.0/24 on ${where.on} because "a flood"`,
    ],
    effect: (what) => `drops new connections to ${what}, but for what is allowed; those that stand stay`,
    words: { ask: 'Deny', doing: 'Denying', done: 'Denied' },
    script: changeRules({
      ...ruleOf('deny'),
      look: `${KEEP_SSH_OPEN}\n${ruleOf('deny').look}`,
      said: 'denied: $what',
    }),
  });
}

function ruleOf(verb: 'allow' | 'deny') {
  const verdict = verb === 'allow' ? 'accept' : '"$drop"';
  const there = (where: string) => `${where} | grep -F "remit: ${verb} $what\\"" >/dev/null`;
  const once = `{ ${there('{ grep -s . "$rules" || :; }')} && ${there('live')}; }`;
  return {
    look: `if ${once}; then
  echo "already so: ${verb} $what"
  exit 0
fi`,
    file: `others; printf '    %s%s dport %s %s comment "remit: ${verb} %s"\\n' "$from" "$protocol" "$ports" ${verdict} "$what"`,
    proof: there('live'),
  };
}

function remove(where: Where) {
  return change(where, {
    verb: 'remove',
    summary: `Take away the rule of Remit's for a port of ${where.whose}, whichever it is`,
    examples: [`remove 443/tcp on ${where.on}`, `remove 5432/tcp from 10.1.0.0/16 on ${where.on}`],
    effect: (what) => `takes away Remit's rule for ${what}; rules of others hold as before`,
    words: { ask: 'Remove the rule for', doing: 'Removing the rule for', done: 'Removed the rule for' },
    script: changeRules({
      look: `ours() { grep -F -e "remit: allow $what\\"" -e "remit: deny $what\\"" >/dev/null; }
if ! { grep -s . "$rules" || :; } | ours && ! live | ours; then
  echo "already so: Remit has no rule for $what"
  exit 0
fi`,
      file: 'others',
      proof: '! live | ours',
      said: 'removed: the rule for $what',
    }),
  });
}

type Change = {
  verb: string;
  summary: string;
  /** Without the command's name. */
  examples: string[];
  effect: (what: string) => string;
  words: { ask: string; doing: string; done: string };
  script: string;
};

function change({ name, document, activity }: Where, { verb, summary, examples, effect, words, script }: Change) {
  const what = ({ port, cidr }: { port: string; cidr: string }) => (cidr === 'any' ? port : `${port} from ${cidr}`);
  return defineCommand({
    name: `${name} ${verb}`,
    activity,
    summary,
    pattern: `${name} ${verb} <port> [from <cidr>] on <targets>`,
    examples: examples.map((example) => `${name} ${example}`),
    fields: fields(),
    risk: 'change',
    role,
    approval,
    repeatable: true,
    effect: (fields) => effect(what(fields)),
    title: (fields) => ({
      ask: `${words.ask} ${what(fields)}`,
      doing: `${words.doing} ${what(fields)}`,
      done: `${words.done} ${what(fields)}`,
    }),
    undo,
    run: {
      document: `${document}${verb[0]?.toUpperCase()}${verb.slice(1)}`,
      parameters: given,
      timeoutSeconds,
      guard,
      script,
    },
  });
}
