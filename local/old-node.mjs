/**
 * Teaches a Node from 20.6 on what a newer one can: to read TypeScript, and the one newer function that the code uses.
 * Imported before anything else, here and in every Node process that is started from here.
 */
import { register } from 'node:module';

register('./typescript.mjs', import.meta.url);

Promise.withResolvers ??= () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
