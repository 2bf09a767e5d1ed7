import type {
  Act,
  Answer,
  AskOptions,
  ChangeChannel,
  Close,
  Delete,
  Edit,
  Messages,
  MoveClock,
  OpenHome,
  React,
  Say,
  State,
  Submit,
  Uploaded,
  UseShortcut,
} from '../slack/wire.ts';

type Bodies = {
  say: Say;
  act: Act;
  submit: Submit;
  close: Close;
  react: React;
  home: OpenHome;
  options: AskOptions;
  clock: MoveClock;
  channel: ChangeChannel;
  edit: Edit;
  delete: Delete;
  shortcut: UseShortcut;
};

async function get<Body>(path: string): Promise<Body> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Body;
}

export const fetchState = (as: string): Promise<State> => get(`/local/state?${new URLSearchParams({ as })}`);

export const fetchMessages = (as: string, channel: string): Promise<Messages> =>
  get(`/local/messages?${new URLSearchParams({ as, channel })}`);

/** Posts one act of the person. A server that cannot be reached is an answer too: nothing was taken, and the page says so. */
export async function post<Path extends keyof Bodies, More = object>(
  path: Path,
  body: Bodies[Path],
): Promise<Answer & Partial<More>> {
  try {
    const response = await fetch(`/local/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer & Partial<More>;
  } catch {
    return { ok: false, error: 'unreachable', detail: 'The workspace did not answer. Nothing was sent.' } as Answer &
      Partial<More>;
  }
}

/** Puts a file into the workspace, where nobody sees it until it is sent or handed over. */
export async function uploadFile(as: string, file: File): Promise<Uploaded> {
  try {
    const query = new URLSearchParams({ as, name: file.name });
    const response = await fetch(`/local/upload?${query}`, { method: 'POST', body: file });
    return (await response.json()) as Uploaded;
  } catch {
    return { ok: false, error: 'unreachable', detail: `${file.name} could not be uploaded.` };
  }
}

export const openHome = (as: string): Promise<Answer> => post('home', { as });
