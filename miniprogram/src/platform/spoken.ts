import type { Spoken } from './accessible';

/**
 * `speaks` of a mini-program whose native view reads the role from the prop `roleName`. Nothing is sent that the view does
 * not read: it all crosses the bridge.
 */
export function spokenAs(roleName: string): (role: string, state?: Spoken) => object {
  return (role, state = {}) => {
    const props: Record<string, string> = { [roleName]: role };
    if (state.label) props['aria-label'] = state.label;
    if (state.isOn !== undefined) props['aria-checked'] = String(state.isOn);
    if (state.isOff) props['aria-disabled'] = 'true';
    return props;
  };
}
