import { Text, View } from '@tarojs/components';
import type { TextView } from '@/api';
import { Icon, Tappable } from '@/components';

interface QuestionProps {
  place: number;
  question: TextView['questions'][number];
  chosen?: number;
  onChoose(option: number): void;
}

/** One question about the text: a wrong answer is explained and may be changed. */
export function Question({ place, question, chosen, onChoose }: QuestionProps) {
  const { check } = question;
  const isRight = check !== undefined && chosen === check.rightIndex;
  return (
    <View className="card" style={{ marginTop: '12px' }} data-testid={`question-${place}`}>
      <View className="strong" data-verbatim>
        {question.question}
      </View>
      {check ? (
        <View className="choices" style={{ marginTop: '8px' }}>
          {check.options.map((option, index) => {
            const isChosen = chosen === index;
            const look = !isChosen ? '' : isRight ? ' choice--on' : ' choice--wrong';
            return (
              <Tappable
                key={option}
                id={`answer-${place}-${index}`}
                role="radio"
                isOn={isChosen}
                className={`choice choice--wide${look}`}
                onTap={() => onChoose(index)}
              >
                <View className="grow" data-verbatim>
                  {option}
                </View>
                {isChosen ? <Icon name={isRight ? 'check' : 'cross'} /> : null}
              </Tappable>
            );
          })}
        </View>
      ) : null}
      {chosen !== undefined ? (
        <View className="note" style={{ marginTop: '8px' }}>
          {check && !isRight ? '不对，再看看：' : ''}
          <Text data-verbatim>{question.answer}</Text>
        </View>
      ) : null}
    </View>
  );
}
