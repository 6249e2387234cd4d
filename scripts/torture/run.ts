import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { withDatabase } from '../../bff/src/storage/mongo-uri';
import { findMongo } from '../mongo/find-mongo';
import { runTorture } from './torture';

// `npm run torture -- --minutes 10 --store mongo --processes 2 --seed 7`: see docs/operations.md. Ends with 1 on any loss.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    kills: { type: 'string', default: '10' },
    store: { type: 'string', default: 'embedded' },
    processes: { type: 'string', default: '1' },
    players: { type: 'string', default: '6' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const [minutes, kills, processes, players, seed] = [
  values.minutes,
  values.kills,
  values.processes,
  values.players,
  values.seed,
].map(Number) as [number, number, number, number, number];
if (![minutes, kills, processes, players, seed].every((each) => Number.isFinite(each) && each >= 0)) {
  throw new Error('--minutes, --kills, --processes, --players and --seed are numbers');
}
if (values.store !== 'embedded' && values.store !== 'mongo') throw new Error('--store is embedded or mongo');

const mongo = values.store === 'mongo' ? await findMongo() : undefined;
const say = (line: string) => console.log(line);
try {
  const { summary } = await runTorture({
    processes,
    kills,
    lastsMs: minutes * 60_000,
    seed,
    players,
    say,
    ...(mongo ? { mongoUri: withDatabase(mongo.uri, `gongji_torture_${process.pid}`) } : {}),
  });
  const { losses, ...rest } = summary;
  say(JSON.stringify(rest, null, 2));
  for (const loss of losses) say(`LOST: ${loss}`);
  say(losses.length === 0 ? 'Nothing lost, nothing doubled, nothing left behind.' : `${losses.length} losses.`);
  process.exitCode = losses.length === 0 ? 0 : 1;
} finally {
  await mongo?.stop();
}
