import { createHash } from 'node:crypto';
import { checkPack, rulesOf } from '@gongji/shared/policy/check-pack';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { hashedContentOf } from '@gongji/shared/policy/text-hash';

/** What a check of one pack found: lines to print, and whether it may be added as it is. */
export interface PackReport {
  isSound: boolean;
  lines: string[];
}

const looksLikePack = (value: unknown): value is PolicyPack =>
  typeof value === 'object' && value !== null && 'family' in value && 'sources' in value;

/** The packs that a module exports, whatever their names. */
export function packsOf(module: Record<string, unknown>): PolicyPack[] {
  return Object.values(module).filter(looksLikePack);
}

/**
 * One pack looked at as a stranger needs it: what is missing or contradicts itself, which texts have another hash than
 * they should (with the right one to paste), how much is from the sources, and whether the list of packs names it.
 */
export function packReport(pack: PolicyPack, known: readonly PolicyPack[]): PackReport {
  const problems = [...checkPack(pack), ...hashProblems(pack)];
  const rules = rulesOf(pack);
  const ours = rules.filter(([, { basis }]) => basis === 'ours');
  const others = known.filter((each) => each !== pack && each.family !== pack.family);
  const twin = others.find(({ seatPrefix }) => seatPrefix === pack.seatPrefix);
  if (twin) problems.push(`${pack.id}: seatPrefix ${pack.seatPrefix} belongs to ${twin.id} already`);
  const notes = [
    ...(known.some(({ id }) => id === pack.id)
      ? []
      : ['not yet in shared/src/policy/packs/index.ts: add it to the list']),
    ...(pack.isOpen?.value === false ? ['not open: clients show it as "not yet", the server refuses to bind'] : []),
  ];
  return {
    isSound: problems.length === 0,
    lines: [
      `${pack.id ?? 'a pack without an id'}: ${rules.length} rules, ${rules.length - ours.length} from sources, ${ours.length} our own reading`,
      ...ours.map(([path, { note }]) => `  ours     ${path}: ${note ?? ''}`),
      ...notes.map((note) => `  note     ${note}`),
      ...problems.map((problem) => `  PROBLEM  ${problem}`),
      problems.length === 0 ? '  sound' : `  ${problems.length} to mend`,
    ],
  };
}

function hashProblems(pack: PolicyPack): string[] {
  return Object.entries(pack.documents ?? {}).flatMap(([name, text]) => {
    if (text === undefined) return [];
    const right = createHash('sha256').update(hashedContentOf(text), 'utf8').digest('hex');
    return text.hash === right ? [] : [`${pack.id}: documents.${name}.hash is not the text's own; put ${right}`];
  });
}
