import { FAULTS } from './fate.ts';
import { type Asked, type Lived, STEPS, simulate } from './simulate.ts';

/**
 * The least that still fails, of a world that does: as few things said as possible, and without every kind of fault that
 * it does not need. Any invariant will do: what is told is what broke last.
 */
export async function shortest(failing: Asked): Promise<{ asked: Asked; lived: Lived }> {
  let asked = failing;
  let lived = await simulate(asked);
  const { steps: most = STEPS } = failing;
  for (let steps = 1; steps < most; steps += 1) {
    const tried = await simulate({ ...asked, steps });
    if (!tried.violation) continue;
    asked = { ...asked, steps };
    lived = tried;
    break;
  }
  for (const fault of FAULTS.filter((one) => lived.struck.has(one))) {
    const less = { ...asked, without: [...(asked.without ?? []), fault] };
    const tried = await simulate(less);
    if (!tried.violation) continue;
    asked = less;
    lived = tried;
  }
  return { asked, lived };
}
