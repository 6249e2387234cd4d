export function inputValue(_current: string, initial: string): { value?: string; defaultValue?: string } {
  return { defaultValue: initial };
}

export const focusAtOnce: object = { focus: true };
