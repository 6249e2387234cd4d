import { View } from '@tarojs/components';
import { type ReactElement, useState } from 'react';
import { useElderMode } from '@/features/looks/text-size';
import { Button } from './Button';

export interface Question {
  key: string;
  isAnswered: boolean;
  element: ReactElement;
}

/** What a form asks: all at once, or in elder mode one question at a time. What was answered stays when one goes back. */
export function Questions({ of: questions }: { of: Question[] }) {
  const isElder = useElderMode();
  const [place, setPlace] = useState(0);
  const here = Math.min(place, questions.length - 1);
  const question = questions[here];
  if (!isElder || questions.length < 2 || !question) {
    return (
      <View className="stack stack--wide">
        {questions.map(({ key, element }) => (
          <View key={key}>{element}</View>
        ))}
      </View>
    );
  }
  return (
    <View className="stack">
      <View className="note">
        第 {here + 1} 个问题，共 {questions.length} 个
      </View>
      <View key={question.key}>{question.element}</View>
      {here < questions.length - 1 ? (
        <Button id="question-next" kind="plain" isOff={!question.isAnswered} onTap={() => setPlace(here + 1)}>
          {question.isAnswered ? '下一个问题' : '先答这个问题'}
        </Button>
      ) : null}
      {here > 0 ? (
        <Button id="question-back" kind="quiet" onTap={() => setPlace(here - 1)}>
          上一个问题
        </Button>
      ) : null}
    </View>
  );
}
