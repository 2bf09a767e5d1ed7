import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../bot/domain/instant.ts';
import { draftReport } from '../../../../bot/domain/report/draft.ts';
import { BEGAN, entry, incident } from '../incident/incidents.ts';

describe('draftReport', () => {
  const milestones = { detected: BEGAN, declared: BEGAN, acknowledged: BEGAN + MINUTE, resolved: BEGAN + 9 * MINUTE };
  const over = incident({ is: 'resolved', milestones, resolution: 'a restart' });
  const seen = (kind: 'run' | 'approval' | 'host', text: string, mark: 'good' | 'bad') =>
    entry(3, { kind, text, host: 'host-7', mark });

  it('says once on which host something went well, and of an approval nothing', () => {
    const { well, badly } = draftReport(over, [
      seen('approval', 'approved R-8C2MX', 'good'),
      seen('run', 'R-8C2MX on host-7 succeeded', 'good'),
      seen('host', 'went away', 'bad'),
    ]);
    expect(well).toBe('Somebody was at it 1 min after it was noticed; R-8C2MX on host-7 succeeded.');
    expect(badly).toBe('Nobody took the lead; host-7: went away.');
  });

  it('says in its summary why it was resolved, in the words of whoever did', () => {
    expect(draftReport(over, []).summary).toMatch(/resolved 9 min later\. Resolved because: a restart$/);
  });
});
