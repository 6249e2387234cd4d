export function inputValue(current: string, _initial: string): { value?: string; defaultValue?: string } {
  return { value: current };
}

export const focusAtOnce: object = { autoFocus: true };
