import { findMongo } from './find-mongo';

// For trying the program on MongoDB by hand: `npx tsx scripts/mongo/run.ts`, then MONGODB_URI=<address> npm start.
const server = await findMongo();
console.log(`${server.how}: MONGODB_URI=${server.uri}gongji   (Ctrl-C ends it and drops its data)`);
let isEnding = false;
const end = (): void => {
  // A terminal tells the whole group, so the same signal may come twice; the second must not cut the tidying short.
  if (isEnding) return;
  isEnding = true;
  void server.stop().then(() => process.exit(0));
};
process.on('SIGINT', end).on('SIGTERM', end);
