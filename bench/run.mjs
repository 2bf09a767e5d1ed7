/** `npm run bench`, on any Node that the project supports. */
process.argv.splice(2, 0, 'bench/main.ts');
await import('../local/run.mjs');
