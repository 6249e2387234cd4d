import type { WhenInputProps } from './when-input';

/** The browser's own field: a calendar on a computer, wheels on a phone. Written without a zone, so the value is China's clock as shown. */
export function WhenInput({ id, label, value, min, onPick }: WhenInputProps) {
  return (
    <div className="field__box">
      <input
        className="field__when"
        data-testid={id}
        aria-label={label}
        type="datetime-local"
        value={value}
        min={min}
        onChange={(event) => onPick(event.target.value.slice(0, 16))}
      />
    </div>
  );
}
