import net from 'node:net';
import { PlainFailure } from '../setup/progress.mjs';

/** Whether nobody listens on a port. @param {string} host @param {number} port @returns {Promise<boolean>} */
export function isFree(host, port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Reads a port from the environment; refuses what is not a port.
 * @param {string} variable @param {number} byDefault
 */
export function portFromEnv(variable, byDefault) {
  const text = process.env[variable];
  if (text === undefined || text === '') return byDefault;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new PlainFailure(`${variable}=${text} is not a port. Give a whole number from 0 to 65535.`);
  }
  return port;
}

/**
 * Refuses with one clear message when a port is taken, naming the variable that changes it.
 * @param {string} host @param {readonly { what: string, port: number, variable: string }[]} wanted
 */
export async function refuseTakenPorts(host, wanted) {
  const taken = [];
  for (const row of wanted) {
    if (row.port !== 0 && !(await isFree(host, row.port))) taken.push(row);
  }
  if (taken.length === 0) return;
  const lines = taken.map(
    ({ what, port, variable }) =>
      `Port ${port} (${what}) is taken. Use another one: ${variable}=${port + 100} npm start`,
  );
  throw new PlainFailure(`${lines.join('\n')}\nOr stop the program that uses it (perhaps this one, started before).`);
}
