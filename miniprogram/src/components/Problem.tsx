import { Text, View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { ApiError, type ClientPack } from '@/api';
import { NetworkError, PlatformRefusal, scrollToSee } from '@/platform';
import { Button } from './Button';
import { DeskWays } from './DeskCard';
import { Empty } from './Empty';
import { Notice } from './Notice';
import { RefusalView } from './RefusalView';

/** What went wrong, in words for a person. */
export function wordsOf(problem: unknown): string {
  if (problem instanceof ApiError || problem instanceof NetworkError || problem instanceof PlatformRefusal)
    return problem.message;
  return '程序出了问题，请再试一次，或者拨打 12393。';
}

let notices = 0;

/** A problem beside a form: what was typed stays. A refusal by a rule is told in full. It comes into sight by itself: the button that was tapped may be far below. */
export function ProblemNotice({ problem, pack }: { problem: unknown; pack?: ClientPack }) {
  const id = useRef('');
  if (id.current === '') {
    notices += 1;
    id.current = `problem-${notices}`;
  }
  useEffect(() => {
    if (problem) scrollToSee(id.current);
  }, [problem]);
  if (!problem) return null;
  return (
    <View id={id.current}>
      <ProblemWords problem={problem} pack={pack} />
    </View>
  );
}

function ProblemWords({ problem, pack }: { problem: unknown; pack?: ClientPack }) {
  if (problem instanceof ApiError && problem.refusal) return <RefusalView refusals={[problem.refusal]} pack={pack} />;
  const details = problem instanceof ApiError ? problem.details.map((detail) => detail.problem) : [];
  return (
    <Notice tone="danger" id="problem">
      <Text className="text">{wordsOf(problem)}</Text>
      {details.length > 0 ? <Text className="note">{[...new Set(details)].join('；')}</Text> : null}
      <DeskWays pack={pack} />
    </Notice>
  );
}

/** A whole page that could not be loaded. */
export function ProblemView({ problem, onRetry, pack }: { problem: unknown; onRetry?: () => void; pack?: ClientPack }) {
  if (problem instanceof ApiError && problem.refusal) return <RefusalView refusals={[problem.refusal]} pack={pack} />;
  const isOffline = problem instanceof NetworkError;
  const isMissing = problem instanceof ApiError && problem.status === 404;
  const requestId = problem instanceof ApiError && problem.status >= 500 ? problem.requestId : undefined;
  return (
    <Empty
      id={isOffline ? 'offline' : 'problem'}
      icon={isOffline ? 'offline' : 'alert'}
      title={isOffline ? '连不上网' : isMissing ? '没有找到' : '没有打开'}
    >
      <View className="text">{wordsOf(problem)}</View>
      {requestId ? <View className="note">打电话询问时可以报这个编号：{requestId}</View> : null}
      {onRetry && !isMissing ? (
        <Button id="retry" onTap={onRetry}>
          再试一次
        </Button>
      ) : null}
      <DeskWays pack={pack} />
    </Empty>
  );
}
