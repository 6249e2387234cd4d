// An augmentation needs the module it augments in the program; the import itself brings nothing at run time.
import type {} from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Server for the tests' own databases; empty when there is none (see `mongoAbsence`). */
    mongoUri: string;
    /** Why there is none; empty when there is one. */
    mongoAbsence: string;
  }
}
