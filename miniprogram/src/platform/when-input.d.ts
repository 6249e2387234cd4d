import type { ReactElement } from 'react';

export interface WhenInputProps {
  /** Read by tests as data-testid. */
  id: string;
  label: string;
  /** Day and clock time in China, 'YYYY-MM-DDTHH:MM'. */
  value: string;
  /** The earliest that may be chosen, in the same form. */
  min: string;
  onPick(value: string): void;
}

/** A day and a clock time, chosen with what each platform has for it: wheels, or the browser's own field. Nothing is typed. */
export declare function WhenInput(props: WhenInputProps): ReactElement;
