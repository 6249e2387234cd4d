import { dayInWords } from '@gongji/shared/domain/civil-day';
import { isName, normaliseName } from '@gongji/shared/domain/names';
import { Text, View } from '@tarojs/components';
import { type ClientPack, call, type TextView } from '@/api';
import { BottomBar, Button, Field, Icon, Loaded, ProblemNotice, StepHeader, Tappable } from '@/components';
import { scrollOneScreen } from '@/platform';
import { useLoading } from '../../loading';
import type { BindDraft } from '../draft';
import type { JourneyState } from '../use-journey';
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
  const mustSign = !isConsent && pack.consent.commitment.value === 'sign';
  const confirm = () => {
    if (isConsent) return journey.go({ guardianConsentHash: textHash });
    return journey.run(async () => {
      const signature = journey.draft.reading?.signature ?? '';
      await call('sharing.acceptCommitment', {
        body: { family: pack.family, textHash, ...(mustSign ? { signature: { name: normaliseName(signature) } } : {}) },
      });
      await journey.askAgain();
    });
  };
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.read}
        of={STAGES}
        title={isConsent ? '监护人请看清楚再同意' : '看清楚再确认'}
        explanation={
          isConsent
            ? '孩子的信息要由监护人单独同意才能用。'
            : mustSign
              ? '请从头读到尾，答几个小问题，再签名。'
              : '请从头读到尾，再答几个小问题。'
        }
        onBack={() => journey.go(stepBefore(pack.window.value !== null))}
      />
      <Loaded of={text}>
        {(found) => <TextToRead text={found} journey={journey} mustSign={mustSign} pack={pack} onConfirm={confirm} />}
      </Loaded>
    </View>
  );
}

/** One step back from a text: to the window where there is one, else to whom it is for. What was typed stays. */
function stepBefore(hasWindow: boolean): Partial<BindDraft> {
  return hasWindow
    ? { isWindowChosen: undefined }
    : { kinship: undefined, member: undefined, guardianConsentHash: undefined };
}

interface TextToReadProps {
  text: TextView;
  journey: JourneyState;
  mustSign: boolean;
  pack: ClientPack;
  onConfirm(): void;
}

function TextToRead({ text, journey, mustSign, pack, onConfirm }: TextToReadProps) {
  const { hasSeen, sentinelId } = useSeenToEnd();
  const { reading } = journey.draft;
  const { answers: chosen, signature } =
    reading?.textHash === text.hash ? reading : { answers: {} as Record<number, number>, signature: '' };
  const isUnsigned = mustSign && !isName(normaliseName(signature));
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
          onChoose={(option) => journey.read(text.hash, { answers: { ...chosen, [index]: option } })}
        />
      ))}
      {mustSign ? (
        <View className="card" style={{ marginTop: '12px' }}>
          <Field
            id="commitment-signature"
            label={`${pack.words.owner}签名`}
            value={signature}
            placeholder="输入您本人的姓名"
            hint="姓名和身份证上一样，输入就是签名。别人不能替您签。"
            onType={(name) => journey.read(text.hash, { signature: name })}
          />
        </View>
      ) : null}
      <View id={sentinelId} style={{ height: '1px' }} />
      <View style={{ marginTop: '12px' }}>
        <ProblemNotice problem={journey.problem ?? journey.refreshProblem} pack={pack} />
      </View>
      <BottomBar>
        {hasSeen ? (
          <Button
            id="commitment-confirm"
            isOff={open.length > 0 || isUnsigned}
            isBusy={journey.isBusy}
            busyWords="正在记录…"
            onTap={onConfirm}
          >
            {open.length > 0 ? `还有 ${open.length} 个小问题没答对` : isUnsigned ? '请先签名' : text.confirmLabel}
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
