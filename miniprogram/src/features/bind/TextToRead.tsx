import { dayInWords } from '@gongji/shared/domain/civil-day';
import { isName, normaliseName } from '@gongji/shared/domain/names';
import { Text, View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import type { ClientPack, TextView } from '@/api';
import { BottomBar, Button, Field, ProblemNotice } from '@/components';
import { scrollOneScreen, scrollToPart, scrollToTop } from '@/platform';
import { currentScript } from '@/script/script';
import { useElderMode } from '../looks/text-size';
import { Question } from './Question';
import { partsOf, type TextPart } from './text-parts';
import type { JourneyState } from './use-journey';
import { useSeenToEnd } from './use-seen-to-end';

interface TextToReadProps {
  text: TextView;
  journey: JourneyState;
  mustSign: boolean;
  pack: ClientPack;
  lastLook?: ReactNode;
  /** What the button adds to the text's own words where it sends at once. */
  sendWords?: string;
  onConfirm(): void;
}

const partId = (part: number) => `text-part-${part}`;
const END = 'text-sign';

/** A text in parts, a question after each; then the signature and the last look. In elder mode one part at a time. */
export function TextToRead({ text, journey, mustSign, pack, lastLook, sendWords, onConfirm }: TextToReadProps) {
  const { reading } = journey.draft;
  const { answers: chosen, signature } =
    reading?.textHash === text.hash ? reading : { answers: {} as Record<number, number>, signature: '' };
  const isWrong = (place: number) => chosen[place] !== text.questions[place]?.check?.rightIndex;
  const parts = partsOf(text);
  const asked = parts.flatMap(({ places }) => places);
  const open = asked.filter(isWrong).length;
  const unanswered = parts.findIndex(({ places }) => places.some(isWrong));
  const reached = unanswered < 0 ? parts.length : unanswered;
  const isElder = useElderMode();
  const [turned, setTurned] = useState(asked.length > 0 ? reached : 0);
  const shown = isElder ? Math.min(turned, reached) : undefined;
  const isEndShown = shown === undefined || shown === parts.length;
  const { hasSeen, sentinelId } = useSeenToEnd(isEndShown);
  const isUnsigned = mustSign && !isName(normaliseName(signature));

  const turnTo = (part: number) => {
    setTurned(part);
    scrollToTop();
  };
  const choose = (place: number, part: number, option: number) => {
    journey.read(text.hash, { answers: { ...chosen, [place]: option } });
    if (option !== text.questions[place]?.check?.rightIndex) return;
    // A right answer reads on by itself: no gesture is needed to come to the end.
    if (isElder) turnTo(part + 1);
    else scrollToPart(part + 1 < parts.length ? partId(part + 1) : END);
  };
  const confirmWords =
    open > 0
      ? `还有 ${open} 个小问题没答对`
      : isUnsigned
        ? '请先签名'
        : [text.confirmLabel, sendWords].filter(Boolean).join('，');
  return (
    <View data-testid="text">
      {parts.map((part, index) =>
        shown === undefined || shown === index ? (
          <View key={part.paragraphs[0]} id={partId(index)}>
            <Paper text={text} part={part} isFirst={index === 0} />
            {part.places.map((place) => (
              <Question
                key={place}
                place={place}
                question={text.questions[place] as TextView['questions'][number]}
                chosen={chosen[place]}
                onChoose={(option) => choose(place, index, option)}
              />
            ))}
          </View>
        ) : null,
      )}
      {shown !== undefined && shown > 0 ? (
        <Button id="commitment-reread" kind="quiet" onTap={() => turnTo(shown - 1)}>
          再看上一段
        </Button>
      ) : null}
      {isEndShown ? (
        <View>
          <View id={END} className="stack stack--wide" style={{ marginTop: '12px' }}>
            {mustSign ? (
              <View className="card">
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
            {lastLook}
          </View>
          <View id={sentinelId} style={{ height: '1px' }} />
          <Asides questions={text.questions} />
        </View>
      ) : null}
      <View style={{ marginTop: '12px' }}>
        <ProblemNotice problem={journey.problem ?? journey.refreshProblem} pack={pack} />
      </View>
      <BottomBar>
        {isEndShown && hasSeen ? (
          <Button
            id="commitment-confirm"
            isOff={open > 0 || isUnsigned}
            isBusy={journey.isBusy}
            busyWords={sendWords ? '正在提交，请不要关闭…' : '正在记录…'}
            onTap={onConfirm}
          >
            {confirmWords}
          </Button>
        ) : shown !== undefined && shown < reached ? (
          <Button id="commitment-on" kind="plain" onTap={() => turnTo(shown + 1)}>
            看下一段
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

function Paper({ text, part, isFirst }: { text: TextView; part: TextPart; isFirst: boolean }) {
  return (
    <View className="paper" style={isFirst ? {} : { marginTop: '12px' }}>
      {isFirst ? (
        <View>
          <View className="title" data-verbatim>
            {text.title}
          </View>
          <Text className="note">
            版本 {text.version}，依据截至{dayInWords(text.attestedOn)}的规定
          </Text>
          {currentScript() === 'zh-Hant' ? (
            <Text className="note">要您确认的文字按原文显示，不转换成繁体：您确认的就是这份原文。</Text>
          ) : null}
        </View>
      ) : null}
      {part.paragraphs.map((paragraph) => (
        <Text className="paper__paragraph" key={paragraph} data-verbatim>
          {paragraph}
        </Text>
      ))}
    </View>
  );
}

/** What else people ask about the text; nobody has to answer it. */
function Asides({ questions }: { questions: TextView['questions'] }) {
  const asides = questions.filter(({ check }) => !check);
  if (asides.length === 0) return null;
  return (
    <View className="card stack" style={{ marginTop: '12px' }}>
      {asides.map(({ question, answer }) => (
        <View key={question}>
          <View className="strong" data-verbatim>
            {question}
          </View>
          <Text className="note" data-verbatim>
            {answer}
          </Text>
        </View>
      ))}
    </View>
  );
}
