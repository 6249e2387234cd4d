import type { CommitmentText, PolicyPack, Rule } from './pack';
import { PACK_SHAPE } from './pack-shape';

/** The rule engine of this code. A pack that asks for more is refused. 2: windows and signed commitments. */
export const ENGINE = 2;
/** The first engine that knew windows and signatures: a client of engine 1 must say "please update" to such a pack. */
const ENGINE_OF_WINDOWS = 2;

const REQUIRED_WORDS = ['region', 'owner', 'member', 'sharing', 'bind', 'unbind'] as const;
const ALLOCATION_WORDS = ['allocate', 'returnFunds', 'familyAccount'] as const;
const DAY_MONTH_OR_YEAR = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/**
 * Everything that is missing or inconsistent in a pack, in plain English for its author; empty = sound. A pack with holes
 * gets the list of its holes first: what contradicts what is looked at once every rule is there.
 */
export function checkPack(pack: PolicyPack): string[] {
  const missing = missingIn(pack);
  return (missing.length > 0 ? missing : inconsistenciesOf(pack)).map((problem) => `${pack.id ?? 'pack'}: ${problem}`);
}

const FRAME = [
  'id',
  'family',
  'seatPrefix',
  'region',
  'version',
  'engine',
  'attestedOn',
  'sources',
  'words',
  'documents',
];

/** What a pack does not say yet: each with the question that the rule answers. Never throws, whatever it is given. */
function missingIn(pack: PolicyPack): string[] {
  const problems: string[] = [];
  const lookUp = (path: string): unknown =>
    path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], pack);
  for (const key of FRAME) if (lookUp(key) === undefined) problems.push(`${key} is missing`);
  for (const [path, shape] of Object.entries(PACK_SHAPE)) {
    const rule = lookUp(path) as Partial<Rule<unknown>> | null | undefined;
    if (rule === undefined || rule === null || typeof rule !== 'object' || !('value' in rule)) {
      problems.push(`${path} is missing: ${shape.asks} (${shape.wants})`);
      continue;
    }
    if (!shape.accepts(rule.value)) problems.push(`${path} is not ${shape.wants}: ${JSON.stringify(rule.value)}`);
    if (typeof rule.source !== 'string') problems.push(`${path} names no source`);
    if (rule.basis !== 'source' && rule.basis !== 'ours') problems.push(`${path} wants basis 'source' or 'ours'`);
  }
  return problems;
}

function inconsistenciesOf(pack: PolicyPack): string[] {
  const problems: string[] = [];
  const say = (problem: string) => problems.push(problem);

  if (pack.engine > ENGINE || pack.engine < 1) say(`engine ${pack.engine} is not known`);
  if (!/^[A-Z]{2}$/.test(pack.seatPrefix)) say('seatPrefix wants two capital letters');
  if (!/^\d{6}$/.test(pack.region)) say('region wants six digits');
  if (pack.id !== `${pack.family}-${pack.version}`) say('id wants to be <family>-<version>');
  if (!DAY_MONTH_OR_YEAR.test(pack.attestedOn)) say('attestedOn wants a day, a month or a year');
  if (pack.effectiveFrom && pack.effectiveTo && pack.effectiveTo < pack.effectiveFrom)
    say('effective dates run backwards');

  for (const [path, rule] of rulesOf(pack)) {
    if (!pack.sources[rule.source]) say(`${path} names the unknown source ${rule.source}`);
    if (rule.basis === 'ours' && !rule.note) say(`${path} is our own reading and wants a note`);
  }
  for (const [key, source] of Object.entries(pack.sources)) {
    if (!source.title || !source.publisher) say(`source ${key} wants a title and a publisher`);
    if (!DAY_MONTH_OR_YEAR.test(source.publishedOn)) say(`source ${key} wants a date`);
  }
  for (const word of REQUIRED_WORDS) if (!pack.words[word]) say(`words.${word} is missing`);

  const kinships = pack.kinships.value;
  if (kinships.length === 0) say('kinships is empty');
  if (new Set(kinships).size !== kinships.length) say('kinships repeats one');

  const { limits, consent, settlement, documents } = pack;
  if (limits.oneRelationAtATime.value && limits.ownersPerMember.value !== 1) {
    say('one relation at a time means one owner per member');
  }
  if (consent.memberFaceFromAge.value !== null && !consent.memberAgrees.value) {
    say('a member who does not agree cannot be asked for a face');
  }
  if (consent.commitment.value !== 'none') {
    if (!documents.commitment) say('a commitment is asked but there is no text');
    if (!pack.words.commitment) say('words.commitment is missing');
  }
  if (consent.guardianConfirmsBelowAge.value !== null && !documents.guardianConsent) {
    say('a guardian is asked but there is no text');
  }
  if ((pack.window.value !== null || consent.commitment.value === 'sign') && pack.engine < ENGINE_OF_WINDOWS) {
    say(`a window or a signature wants engine ${ENGINE_OF_WINDOWS}`);
  }
  if (!pack.isOpen.value && !pack.isOpen.note) say('a pack that is not open wants a note that says why');
  if (pack.claims.value.isPossible && !(pack.claims.value.by && pack.claims.value.where)) {
    say('a claim that is possible wants to say by whom and where');
  }
  const isAllocation = pack.funding.value === 'allocation';
  if (isAllocation !== (settlement.order.value === 'allocatedSubAccount'))
    say('funding and settlement order do not fit');
  if ((pack.funding.value === 'quota') !== (settlement.order.value === 'frozenQuota')) {
    say('quota funding and frozenQuota order belong together');
  }
  if (isAllocation) for (const word of ALLOCATION_WORDS) if (!pack.words[word]) say(`words.${word} is missing`);
  const both = pack.scope.pays.value.filter((item) => pack.scope.never.value.includes(item));
  if (both.length > 0) say(`scope both pays and never pays ${both.join(', ')}`);

  for (const [name, text] of Object.entries(documents)) {
    for (const problem of textProblems(text)) say(`documents.${name} ${problem}`);
  }
  return problems;
}

/** Every leaf of a pack that states a rule, with its path ('owner.insutypes'). */
export function rulesOf(pack: PolicyPack): [path: string, rule: Rule<unknown>][] {
  const found: [string, Rule<unknown>][] = [];
  const walk = (value: unknown, path: string) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
    if ('basis' in value && 'source' in value && 'value' in value) {
      found.push([path, value as Rule<unknown>]);
      return;
    }
    for (const [key, part] of Object.entries(value)) walk(part, path ? `${path}.${key}` : key);
  };
  walk(pack, '');
  return found;
}

function textProblems(text: CommitmentText | undefined): string[] {
  if (!text) return [];
  const problems: string[] = [];
  if (!/^[0-9a-f]{64}$/.test(text.hash)) problems.push('wants a SHA-256 hash');
  if (!text.title || !text.version || !text.confirmLabel) problems.push('wants title, version and confirmLabel');
  if (text.paragraphs.length === 0) problems.push('has no paragraphs');
  for (const { question, check } of text.questions) {
    if (check && check.options[check.rightIndex] === undefined) problems.push(`has no right option for ${question}`);
  }
  return problems;
}
