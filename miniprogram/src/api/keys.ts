/**
 * Idempotency keys, one per intent: the same thing asked again (a second tap, a retry after a lost answer) carries the
 * same key until the server has answered, so it is done once.
 */
const open = new Map<string, string>();

/** A version 4 UUID. It only has to be unique for one person; secrecy is not asked of it. */
export function newUuid(random: () => number = Math.random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(random() * 16);
    return (place === 'x' ? digit : (digit % 4) + 8).toString(16);
  });
}

/** The key for this intent (route, parameters and body). */
export function keyForIntent(intent: string): string {
  const known = open.get(intent);
  if (known) return known;
  const key = newUuid();
  open.set(intent, key);
  return key;
}

/** The server answered (yes or no): asking again is a new intent. */
export function closeIntent(intent: string): void {
  open.delete(intent);
}
