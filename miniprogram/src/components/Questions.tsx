import { View } from '@tarojs/components';
import { type ReactElement, useEffect, useState } from 'react';
import { useElderMode } from '@/features/looks/text-size';
import { Button } from './Button';

export interface Question {
  key: string;
  isAnswered: boolean;
  element: ReactElement;
}

interface QuestionsProps {
  of: Question[];
  /** Told whenever the last question comes into sight or leaves it: what the form leads to has no place before. */
  onLast?(isLast: boolean): void;
}

/** Whether the last question of a form is in sight, and the way for the form to tell. */
export function useLastQuestion(): [boolean, (isLast: boolean) => void] {
  const isElder = useElderMode();
  const [isLast, setLast] = useState(!isElder);
  return [isLast || !isElder, setLast];
}

/** What a form asks: all at once, or in elder mode one question at a time. What was answered stays when one goes back. */
export function Questions({ of: questions, onLast }: QuestionsProps) {
  const isElder = useElderMode();
  const [place, setPlace] = useState(0);
  const here = Math.min(place, questions.length - 1);
  const question = questions[here];
  const isLast = !isElder || here === questions.length - 1;
  useEffect(() => onLast?.(isLast), [isLast, onLast]);
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
        <Button id="question-next" isOff={!question.isAnswered} onTap={() => setPlace(here + 1)}>
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
