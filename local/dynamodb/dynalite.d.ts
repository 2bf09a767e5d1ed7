declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** `path`: the folder of the database; in memory without it. */
  function dynalite(options: { path?: string; createTableMs?: number }): Server;
  export = dynalite;
}
