import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Notice, ProblemNotice } from '@/components';
import { paths } from '@/platform';
import { useAction } from '../loading';
import { checkFace } from './face-check';
import type { Identity } from './identity';

interface FaceProofProps {
  /** Absent where the sign-in is already attached to a person. */
  identity?: Identity;
  isReady: boolean;
  then?: string;
  onDone(): void;
}

/** My own face. The photo goes to WeChat or Alipay; the outcome comes from our server. */
export function FaceProof({ identity, isReady, then, onDone }: FaceProofProps) {
  const action = useAction();
  const [failed, setFailed] = useState<string>();
  const start = () =>
    action.run(async () => {
      setFailed(undefined);
      const subject = { purpose: 'self' as const, ...(identity ? { identity } : {}) };
      const checked = await checkFace(subject, then ?? paths.me);
      if (!checked) return;
      if (checked.outcome.status === 'passed') onDone();
      else setFailed(checked.outcome.message);
    });
  return (
    <View className="stack">
      {failed ? (
        <Notice tone="danger" id="face-failed">
          {failed}
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} />
      <Button id="prove-face" isOff={!isReady} isBusy={action.isBusy} busyWords="正在打开…" onTap={start}>
        {isReady ? '我同意，开始刷脸' : '请先填好姓名和身份证号'}
      </Button>
      <View className="note">刷脸是敏感信息的处理，不同意可以不做，改到窗口办理，结果一样。</View>
    </View>
  );
}
