/** What two implementations agreed on, collected over a run and printed as one table. */
export interface Agreement {
  /** Whose scheme. */
  scheme: string;
  /** What was signed or sealed, and which way. */
  what: string;
  /** Who checked it, version named. */
  peer: string;
}

/**
 * One thing both sides must agree on, and whose every altered form both must refuse.
 * Throws when the genuine one is refused or an altered one is taken.
 */
export async function agree(
  into: Agreement[],
  agreement: Agreement,
  genuine: () => Promise<unknown> | unknown,
  altered: Readonly<Record<string, () => Promise<unknown> | unknown>>,
): Promise<void> {
  if (!(await accepts(genuine))) throw new Error(`${agreement.what}: the genuine one is refused by ${agreement.peer}`);
  for (const [what, attempt] of Object.entries(altered)) {
    if (await accepts(attempt)) throw new Error(`${agreement.what}: ${what} is taken by ${agreement.peer}`);
  }
  into.push(agreement);
}

/** A check says yes by true or by a value, no by false or by throwing. */
async function accepts(check: () => Promise<unknown> | unknown): Promise<boolean> {
  try {
    const said = await check();
    return said !== false && said !== 'false' && said !== undefined;
  } catch {
    return false;
  }
}

/** One byte of Base64 or hex text changed: decoded, one bit flipped, encoded again. */
export function flipped(text: string, encoding: 'base64' | 'hex' | 'utf8', at = 3): string {
  const bytes = Buffer.from(text, encoding);
  const index = at % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString(encoding);
}

/** The table, one line of text each. */
export function tableOf(agreements: readonly Agreement[]): string[] {
  const rows = [['scheme', 'what', 'peer'], ...agreements.map(({ scheme, what, peer }) => [scheme, what, peer])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
