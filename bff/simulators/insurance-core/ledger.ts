/**
 * The double-entry ledger of one core, in whole fen. Every entry's lines sum to zero; balances are derived.
 * Accounts: `fund` (pooled fund), `contributions` (where account money comes from), `cash` (what patients pay by hand),
 * `personal:<psnNo>`, `family:<owner psnNo>`, `institution:<code>`.
 */
export interface Entry {
  entryId: string;
  at: string;
  /** What happened, e.g. 'settle:<id>'. */
  cause: string;
  lines: { account: string; amountFen: number }[];
}

/** Begins the cause of an entry that allocates to a family account. */
export const ALLOCATE_CAUSE = 'allocate:';

export const FUND = 'fund';
export const CONTRIBUTIONS = 'contributions';
export const CASH = 'cash';
export const personalAccount = (psnNo: string) => `personal:${psnNo}`;
export const familyAccount = (ownerPsnNo: string) => `family:${ownerPsnNo}`;
export const institutionAccount = (code: string) => `institution:${code}`;

/** Accounts that hold a person's money: never below zero. */
const isPersonsMoney = (account: string) => account.startsWith('personal:') || account.startsWith('family:');

/** Adds an entry to the derived balances. Throws when it does not sum to zero or overdraws a person's account. */
export function applyEntry(balances: Map<string, number>, entry: Entry): void {
  const sum = entry.lines.reduce((total, line) => total + line.amountFen, 0);
  if (sum !== 0) throw new Error(`entry ${entry.entryId} sums to ${sum} fen, not to zero`);
  const after = new Map<string, number>();
  for (const { account, amountFen } of entry.lines) {
    if (!Number.isSafeInteger(amountFen)) throw new Error(`entry ${entry.entryId}: not whole fen`);
    after.set(account, (after.get(account) ?? balances.get(account) ?? 0) + amountFen);
  }
  for (const [account, balance] of after) {
    if (balance < 0 && isPersonsMoney(account)) throw new Error(`entry ${entry.entryId} overdraws ${account}`);
  }
  for (const [account, balance] of after) balances.set(account, balance);
}

/** The opposite of an entry, line by line: how a settlement is undone. */
export function oppositeLines(entry: Entry): Entry['lines'] {
  return entry.lines.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }));
}

/** Lines without those that move nothing. */
export function movingLines(lines: Entry['lines']): Entry['lines'] {
  return lines.filter((line) => line.amountFen !== 0);
}

/**
 * Recomputes everything from the postings: all sums are zero, no person's account is below zero, and the kept balances
 * are what the postings say. Returns what is wrong, in words; empty means balanced.
 */
export function checkLedger(entries: readonly Entry[], kept: ReadonlyMap<string, number>): string[] {
  const problems: string[] = [];
  const balances = new Map<string, number>();
  for (const entry of entries) {
    try {
      applyEntry(balances, entry);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  const total = [...balances.values()].reduce((sum, balance) => sum + balance, 0);
  if (total !== 0) problems.push(`all accounts together hold ${total} fen, not zero`);
  for (const account of new Set([...balances.keys(), ...kept.keys()])) {
    const derived = balances.get(account) ?? 0;
    if (derived !== (kept.get(account) ?? 0))
      problems.push(`${account}: postings say ${derived}, kept is ${kept.get(account) ?? 0}`);
  }
  return problems;
}
