import { Input, Text, View } from '@tarojs/components';
import { type ReactNode, useRef } from 'react';
import { inputValue } from '@/platform';

interface FieldProps {
  id: string;
  label: string;
  value: string;
  placeholder?: string;
  hint?: string;
  /** What is wrong, in plain words; shown in place of the hint. */
  problem?: string;
  /** What was found right. */
  praise?: string;
  type?: 'text' | 'number' | 'idcard' | 'digit';
  maxLength?: number;
  side?: ReactNode;
  onType(text: string): void;
  onLeave?(): void;
}

/** A label, a box, one line of help below. The text lives in the platform's own input while it is typed. */
export function Field(props: FieldProps) {
  const initial = useRef(props.value).current;
  const tone = props.problem ? ' field__box--wrong' : props.praise ? ' field__box--good' : '';
  return (
    <View className="field">
      <Text className="field__label">{props.label}</Text>
      <View className={`field__box${tone}`}>
        <Input
          className="field__input"
          data-testid={props.id}
          aria-label={props.label}
          type={props.type ?? 'text'}
          maxlength={props.maxLength ?? 50}
          placeholder={props.placeholder}
          placeholderStyle="color:#5d7075"
          adjustPosition
          cursorSpacing={96}
          onInput={(event) => props.onType(String(event.detail.value ?? ''))}
          onBlur={() => props.onLeave?.()}
          {...inputValue(props.value, initial)}
        />
        {props.side}
      </View>
      {props.problem ? <Text className="field__problem">{props.problem}</Text> : null}
      {!props.problem && (props.praise || props.hint) ? (
        <Text className="field__hint">{props.praise ?? props.hint}</Text>
      ) : null}
    </View>
  );
}
