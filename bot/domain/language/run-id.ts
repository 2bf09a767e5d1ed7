const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 5;

export const RUN_ALLOWED = `\`R-\` and ${LENGTH} letters or digits`;

export const CHANGE_ALLOWED = `\`C-\` and ${LENGTH} letters or digits`;

/**
 * Reads a run's id as people write it: `R-8C2MX`, `r-8c2mx`, `8c2mx`. As Crockford's base32 wants, O is read as 0, I and
 * L as 1. Undefined when it cannot be an id. Inside Remit the id has no `R-`.
 */
export function readRunId(text: string): string | undefined {
  return readDigits(/^(?:[Rr]-)?([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export const REQUEST_ALLOWED = `\`E-\` and ${LENGTH} letters or digits`;

export const CUSTOM_ALLOWED = `\`K-\` and ${LENGTH} letters or digits`;

export const DEPLOYMENT_ALLOWED = `\`D-\` and ${LENGTH} letters or digits`;

export const INCIDENT_ALLOWED = `\`I-\` and ${LENGTH} letters or digits`;

/** Reads the id of an incident: `I-7QK2P`. */
export function readIncidentId(text: string): string | undefined {
  return readDigits(/^[Ii]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export const ENTRY_ALLOWED = `the ${LENGTH} letters or digits that stand behind it on the timeline`;

/** Reads the name of an entry of a timeline: `7QK2P`. */
export function readEntryName(text: string): string | undefined {
  return readDigits(text);
}

export function writeIncidentId(id: string): string {
  return `I-${id}`;
}

/** Reads the id of a deployment: `D-4KQ7M`. */
export function readDeploymentId(text: string): string | undefined {
  return readDigits(/^[Dd]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export function writeDeploymentId(id: string): string {
  return `D-${id}`;
}

/** Reads the id of a request to a vendor, `E-4KQ7M`, or of a custom configuration, `K-4KQ7M`. */
export function readRequestId(text: string): string | undefined {
  return readDigits(/^[Ee]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export function readCustomId(text: string): string | undefined {
  return readDigits(/^[Kk]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export const SCHEDULE_ALLOWED = `\`S-\` and ${LENGTH} letters or digits`;

/** Reads the id of what repeats: `S-4KQ7M`. */
export function readScheduleId(text: string): string | undefined {
  return readDigits(/^[Ss]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

export function writeScheduleId(id: string): string {
  return `S-${id}`;
}

/** Reads the id of a freeze: `F-4KQ7M`. */
export function readFreezeId(text: string): string | undefined {
  return readDigits(/^[Ff]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

/** Reads the id of an emergency stop: `X-4KQ7M`. */
export function readStopId(text: string): string | undefined {
  return readDigits(/^[Xx]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

/** Reads the id of a change: `C-4KQ7M`. Its `C-` is part of it, so that it is never taken for a run's. */
export function readChangeId(text: string): string | undefined {
  return readDigits(/^[Cc]-([0-9A-Za-z]+)$/.exec(text)?.[1]);
}

function readDigits(written: string | undefined): string | undefined {
  if (written?.length !== LENGTH) return;
  const id = written.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return [...id].every((digit) => DIGITS.includes(digit)) ? id : undefined;
}

export function writeRunId(id: string): string {
  return `R-${id}`;
}

export function writeChangeId(id: string): string {
  return `C-${id}`;
}

export function writeRequestId(id: string): string {
  return `E-${id}`;
}

export function writeCustomId(id: string): string {
  return `K-${id}`;
}
