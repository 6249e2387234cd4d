import { storage } from '@/platform/storage';
import { converterOf, type ScriptTable } from './convert';

/** Simplified or Traditional characters; asked of the server by the same names. */
export type Script = 'zh-Hans' | 'zh-Hant';

const CHOSEN = 'script';
const TABLE = 'script-table';
const HAN = /[\u3400-\u9fff]/;

let chosen: Script | undefined;
let turn: ((text: string) => string) | undefined;

/** The script chosen on this phone. */
export function currentScript(): Script {
  if (chosen === undefined) {
    const table = storage.read<ScriptTable>(TABLE);
    const isTraditional = storage.read<Script>(CHOSEN) === 'zh-Hant' && table !== undefined;
    chosen = isTraditional ? 'zh-Hant' : 'zh-Hans';
    turn = isTraditional ? converterOf(table) : undefined;
  }
  return chosen;
}

/** Our own words in the chosen script. What the server sent in that script already comes out unchanged. */
export function inScript(text: string): string {
  if (currentScript() === 'zh-Hans' || !turn || !HAN.test(text)) return text;
  return turn(text);
}

/** Remembers the choice with the table that it needs; pages drawn from now on follow it. */
export function chooseScript(script: Script, table?: ScriptTable): void {
  if (table) storage.write(TABLE, table);
  storage.write(CHOSEN, script);
  chosen = undefined;
}
