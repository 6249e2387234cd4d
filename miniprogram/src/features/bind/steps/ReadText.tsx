import { dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type TextView } from '@/api';
import { BottomBar, Button, Icon, Loaded, ProblemNotice, StepHeader, Tappable } from '@/components';
import { scrollOneScreen } from '@/platform';
import { useLoading } from '../../loading';
import { useSeenToEnd } from '../use-seen-to-end';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

interface ReadTextProps extends StepProps {
  kind: 'readCommitment' | 'guardianConsent';
  textHash: string;
}

/** A text is read to its end, its questions are answered right, and only then confirmed. The confirmation names the text by hash. */
export function ReadText({ journey, pack, kind, textHash }: ReadTextProps) {
  const text = useLoading(textHash, () => call('policy.text', { params: { hash: textHash } }));
  const isConsent = kind === 'guardianConsent';
  const confirm = () => {
    if (isConsent) return journey.go({ guardianConsentHash: textHash });
    return journey.run(async () => {
      await call('sharing.acceptCommitment', { body: { family: pack.family, textHash } });
      await journey.askAgain();
    });
  };
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.read}
        of={STAGES}
        title={isConsent ? '监护人请看清楚再同意' : '看清楚再确认'}
        explanation={isConsent ? '孩子的信息要由监护人单独同意才能用。' : '请从头读到尾，再答几个小问题。'}
        onBack={() => journey.go({ kinship: undefined, member: undefined, guardianConsentHash: undefined })}
      />
      <Loaded of={text}>
        {(found) => (
          <TextToRead
            text={found}
            isBusy={journey.isBusy}
            problem={journey.problem ?? journey.refreshProblem}
            onConfirm={confirm}
          />
        )}
      </Loaded>
    </View>
  );
}

interface TextToReadProps {
  text: TextView;
  isBusy: boolean;
  problem: unknown;
  onConfirm(): void;
}

function TextToRead({ text, isBusy, problem, onConfirm }: TextToReadProps) {
  const { hasSeen, sentinelId } = useSeenToEnd();
  const [chosen, setChosen] = useState<Record<number, number>>({});
  const open = text.questions.filter(
    (question, index) => question.check && chosen[index] !== question.check.rightIndex,
  );
  return (
    <View>
      <View className="paper" data-testid="text">
        <View className="title">{text.title}</View>
        <Text className="note">
          版本 {text.version}，依据截至{dayInWords(text.attestedOn)}的规定
        </Text>
        {text.paragraphs.map((paragraph) => (
          <Text className="paper__paragraph" key={paragraph}>
            {paragraph}
          </Text>
        ))}
      </View>
      {text.questions.map((question, index) => (
        <Question
          key={question.question}
          place={index}
          question={question}
          chosen={chosen[index]}
          onChoose={(option) => setChosen((old) => ({ ...old, [index]: option }))}
        />
      ))}
      <View id={sentinelId} style={{ height: '1px' }} />
      <View style={{ marginTop: '12px' }}>
        <ProblemNotice problem={problem} />
      </View>
      <BottomBar>
        {hasSeen ? (
          <Button
            id="commitment-confirm"
            isOff={open.length > 0}
            isBusy={isBusy}
            busyWords="正在记录…"
            onTap={onConfirm}
          >
            {open.length > 0 ? `还有 ${open.length} 个小问题没答对` : text.confirmLabel}
          </Button>
        ) : (
          <Button id="commitment-scroll" kind="plain" onTap={scrollOneScreen}>
            往下读
          </Button>
        )}
      </BottomBar>
    </View>
  );
}

interface QuestionProps {
  place: number;
  question: TextView['questions'][number];
  chosen?: number;
  onChoose(option: number): void;
}

function Question({ place, question, chosen, onChoose }: QuestionProps) {
  const { check } = question;
  const isRight = check !== undefined && chosen === check.rightIndex;
  return (
    <View className="card" style={{ marginTop: '12px' }} data-testid={`question-${place}`}>
      <View className="strong">{question.question}</View>
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
                <View className="grow">{option}</View>
                {isChosen ? <Icon name={isRight ? 'check' : 'cross'} /> : null}
              </Tappable>
            );
          })}
        </View>
      ) : null}
      {!check || chosen !== undefined ? (
        <Text className="note" style={{ marginTop: '8px' }}>
          {check && !isRight ? '不对，再看看：' : ''}
          {question.answer}
        </Text>
      ) : null}
    </View>
  );
}
