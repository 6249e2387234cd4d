import { View } from '@tarojs/components';
import type { WhenInputProps } from './when-input';

interface DatePicker {
  format: string;
  currentDate: string;
  startDate: string;
  success(answer: { date: string }): void;
}
declare const my: { datePicker(options: DatePicker): void };

/** Alipay's picker component knows no dates: its wheels are opened by a call. */
export function WhenInput({ id, label, value, min, onPick }: WhenInputProps) {
  const ask = () =>
    my.datePicker({
      format: 'yyyy-MM-dd HH:mm',
      currentDate: value.replace('T', ' '),
      startDate: min.replace('T', ' '),
      success: ({ date }) => onPick(date.slice(0, 16).replace(' ', 'T')),
    });
  return (
    <View className="field__box" data-testid={id} aria-label={label} onClick={ask}>
      {value.replace('T', ' ')}
    </View>
  );
}
