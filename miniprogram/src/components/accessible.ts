/**
 * What a key and a screen reader need to know of a thing that acts. `role`, `aria-*` and `tabIndex` are read by the browser,
 * `ariaRole` by the mini-programs; Taro's types know only some of them.
 */
export function accessible(role: string, state: { label?: string; isOn?: boolean; isOff?: boolean } = {}): object {
  const props: Record<string, string | number> = { role, ariaRole: role, tabIndex: 0 };
  if (state.label) {
    props.ariaLabel = state.label;
    props['aria-label'] = state.label;
  }
  if (state.isOn !== undefined) props['aria-checked'] = String(state.isOn);
  if (state.isOff !== undefined) props['aria-disabled'] = String(state.isOff);
  return props;
}
