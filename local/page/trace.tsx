import { useEffect, useRef } from 'preact/hooks';
import type { Trace } from '../slack/wire.ts';
import { forgetTraces, toggle } from './actions.ts';
import { useDirectory } from './directory.ts';
import { Icon } from './icons.tsx';
import { usePage } from './store.ts';
import { clock } from './time.ts';

/** The distance to the step before, which is what tells where the time went. */
function gap(trace: Trace, before: Trace | undefined): string {
  if (!before) return '';
  const ms = trace.at - before.at;
  if (ms >= 60_000) return '';
  return ms < 1000 ? `+${Math.max(0, Math.round(ms))} ms` : `+${(ms / 1000).toFixed(1)} s`;
}

const NAMES: Record<string, string> = {
  slack: 'Slack',
  lambda: 'Lambda',
  dynamodb: 'DynamoDB',
  ssm: 'SSM',
  sqs: 'SQS',
  s3: 'S3',
  eventbridge: 'EventBridge',
  host: 'Host',
};

function Step({ trace, before }: { trace: Trace; before: Trace | undefined }) {
  const { zone } = useDirectory();
  return (
    <li class="step" data-service={trace.service}>
      <span class="step-time">{clock(trace.at / 1000, zone, 'seconds')}</span>
      <span class="step-gap">{gap(trace, before)}</span>
      <span class={`service service-${trace.service.toLowerCase().replace(/[^a-z0-9]/g, '')}`}>
        {NAMES[trace.service] ?? trace.service}
      </span>
      <span class="step-what">
        {trace.what}
        {trace.detail && <code>{trace.detail}</code>}
      </span>
    </li>
  );
}

/** Behind the scenes: what the page's people caused in AWS, step by step. */
export function TracePanel() {
  const traces = usePage((page) => page.traces);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [traces]);
  return (
    <section class="trace" aria-label="Behind the scenes">
      <header class="trace-head">
        <h2>Behind the scenes</h2>
        <span class="quiet">what just happened, in AWS’s terms</span>
        <button type="button" class="text-button" onClick={forgetTraces}>
          Clear
        </button>
        <button
          type="button"
          class="head-button"
          aria-label="Close behind the scenes"
          onClick={() => toggle('tracing')}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus */}
      <ol class="trace-list" ref={list} tabIndex={0}>
        {traces.length === 0 && (
          <li class="quiet trace-empty">
            Nothing yet. Send a command, and follow it from the signed request to the host.
          </li>
        )}
        {traces.map((trace, index) => (
          <Step key={`${trace.at}-${index}`} trace={trace} before={traces[index - 1]} />
        ))}
      </ol>
    </section>
  );
}
