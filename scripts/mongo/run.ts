import { findMongo } from './find-mongo';

// For trying the program on MongoDB by hand: `npx tsx scripts/mongo/run.ts`, then MONGODB_URI=<address> npm start.
const server = await findMongo();
console.log(`${server.how}: MONGODB_URI=${server.uri}gongji   (Ctrl-C ends it and drops its data)`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => server.stop().then(() => process.exit(0)));
