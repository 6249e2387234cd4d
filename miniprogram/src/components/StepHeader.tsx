import { Text, View } from '@tarojs/components';
import { Tappable } from './Tappable';

interface StepHeaderProps {
  /** 1-based place among `of` stages. */
  place: number;
  of: number;
  title: string;
  explanation?: string;
  onBack?: () => void;
}

/** Where I am on the way, what is asked now, and the way back. */
export function StepHeader({ place, of, title, explanation, onBack }: StepHeaderProps) {
  return (
    <View className="steps">
      <View className="row">
        <Text className="note">
          第 {place} 步，共 {of} 步
        </Text>
        {onBack ? (
          <Tappable className="link" id="step-back" onTap={onBack}>
            上一步
          </Tappable>
        ) : null}
      </View>
      <View className="steps__track">
        <View className="steps__done" style={{ width: `${Math.round((place / of) * 100)}%` }} />
      </View>
      <View className="title" data-testid="step-title">
        {title}
      </View>
      {explanation ? <View className="note">{explanation}</View> : null}
    </View>
  );
}
