import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.mjs';

/** Colours and cursor moves taken out, carriage returns turned into lines. @param {string} text */
export const plainText = (text) => stripVTControlCharacters(text).replace(/\r\n?/g, '\n');

/** What run() has under way; none of it outlives us. @type {Set<import('node:child_process').ChildProcess>} */
const underWay = new Set();
process.on('exit', () => {
  for (const child of underWay) child.kill('SIGTERM');
});

/**
 * Runs a program to its end and hands back everything that it said.
 * @param {string} file @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, shell?: boolean, log?: string }} [options] `log`: a file that grows as the program speaks
 * @returns {Promise<{ code: number, output: string, stdout: string }>} code -1 when the program could not start
 */
export function run(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    underWay.add(child);
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
      if (options.log) appendFileSync(options.log, text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => {
      underWay.delete(child);
      resolve({ code: -1, output: `${output}${error.message}\n`, stdout });
    });
    child.on('close', (code, signal) => {
      underWay.delete(child);
      resolve({ code: code ?? 1, output: plainText(signal ? `${output}\nEnded by ${signal}.\n` : output), stdout });
    });
  });
}

/** Runs a Node program (see paths.mjs, tools) without a shell. @type {(script: string, args: readonly string[], options?: Parameters<typeof run>[2]) => ReturnType<typeof run>} */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
