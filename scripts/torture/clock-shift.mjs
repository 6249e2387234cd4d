import { readFileSync } from 'node:fs';

// Loaded before a program (`node --import`): its clock runs ahead of the machine's by as many milliseconds as the file
// TORTURE_CLOCK says, read again and again. So leases end and retries fall due without waiting for them.
const file = process.env.TORTURE_CLOCK ?? '';
const MachineDate = Date;
let aheadMs = 0;

function readAgain() {
  // A file that is being written may be read empty: then the clock stays where it is.
  const told = Number(readFileSync(file, 'utf8') || Number.NaN);
  if (told > aheadMs) aheadMs = told;
}

readAgain();
setInterval(readAgain, 20).unref();

const now = () => MachineDate.now() + aheadMs;
globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
