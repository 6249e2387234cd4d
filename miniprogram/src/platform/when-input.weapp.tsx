import { Picker, View } from '@tarojs/components';
import type { WhenInputProps } from './when-input';

/** WeChat has wheels for a day and wheels for a clock time; one field each. */
export function WhenInput({ id, label, value, min, onPick }: WhenInputProps) {
  const [day = '', time = ''] = value.split('T');
  return (
    <View className="row">
      <View className="grow" data-testid={id} aria-label={`${label}，日期`}>
        <Picker
          mode="date"
          value={day}
          start={min.slice(0, 10)}
          onChange={(event) => onPick(`${event.detail.value}T${time}`)}
        >
          <View className="field__box">{day}</View>
        </Picker>
      </View>
      <View className="grow" style={{ marginLeft: '8px' }} aria-label={`${label}，时间`}>
        <Picker mode="time" value={time} onChange={(event) => onPick(`${day}T${event.detail.value}`)}>
          <View className="field__box">{time}</View>
        </Picker>
      </View>
    </View>
  );
}
