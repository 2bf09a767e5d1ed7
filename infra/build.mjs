/** `npm run build`, on any Node that the project supports. */
process.argv.splice(2, 0, 'infra/build/main.ts');
await import('../local/run.mjs');
