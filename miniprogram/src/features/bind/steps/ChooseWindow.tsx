import { Text, View } from '@tarojs/components';
import { BottomBar, Button, DeskCard, Notice, ProblemNotice, StepHeader, useLastQuestion } from '@/components';
import { WindowForm } from '../../sharing/WindowForm';
import { windowInWords, windowOf, windowProblem } from '../../sharing/window-choice';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';
import { UnknownStep } from './UnknownStep';

/** From when until when the relative may use the money, where the pack has such a window. */
export function ChooseWindow({ journey, pack }: StepProps) {
  const [isLast, setLast] = useLastQuestion();
  const rule = pack.window.value;
  if (!rule) return <UnknownStep pack={pack} />;
  const choice = journey.draft.window ?? {};
  const now = new Date().toISOString();
  const window = windowOf(choice, now);
  const problem = windowProblem(choice, rule, now);
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.whom}
        of={STAGES}
        title={`让${pack.words.member}用多久`}
        explanation="没到开始时间、过了结束时间，都不能用您的钱。办好以后可以随时延长或提前结束。"
        onBack={() => journey.go({ member: undefined, isWindowChosen: undefined })}
      />
      <View className="card">
        <WindowForm choice={choice} rule={rule} now={now} onChoose={journey.chooseWindow} onLast={setLast} />
      </View>
      {problem ? (
        <Notice tone="danger" id="window-problem">
          {problem}
        </Notice>
      ) : null}
      {window && !problem ? (
        <View className="card" data-testid="window-words">
          <Text className="text">{windowInWords(window)}</Text>
        </View>
      ) : null}
      <ProblemNotice problem={journey.problem} pack={pack} />
      <DeskCard pack={pack} />
      {isLast ? (
        <BottomBar>
          <Button
            id="window-next"
            isOff={!window || problem !== undefined}
            isBusy={journey.isBusy}
            busyWords="正在核对…"
            onTap={() => journey.go({ isWindowChosen: true })}
          >
            {choice.end ? '就这样' : '先选结束时间'}
          </Button>
        </BottomBar>
      ) : null}
    </View>
  );
}
