import { civilDayOf, dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { type PropsWithChildren, useState } from 'react';
import { call, type Me } from '@/api';
import { Button, Icon, Notice, ProblemNotice } from '@/components';
import { open, paths } from '@/platform';
import { useAction } from '../loading';
import type { Identity } from './identity';

type Desk = NonNullable<Me['deskProof']>;

interface DeskProofProps {
  identity?: Identity;
  /** The province in whose window it is done. */
  region?: string;
  family?: string;
  onStarted(proof: Desk): void;
}

/** Asks for the code that the clerk at the window wants to see. */
export function DeskProof({ identity, region, family, onStarted }: DeskProofProps) {
  const action = useAction();
  const isReady = identity !== undefined && region !== undefined;
  const start = () =>
    action.run(async () => {
      if (!identity || !region) return;
      onStarted(await call('person.startDeskProof', { body: { identity, region } }));
    });
  return (
    <View className="stack">
      <ProblemNotice problem={action.problem} />
      <Button id="desk-start" isOff={!isReady} isBusy={action.isBusy} busyWords="正在取码…" onTap={start}>
        {isReady ? '取窗口核对码' : '请先选省份，填好姓名和身份证号'}
      </Button>
      <Button id="desk-guide" kind="quiet" onTap={() => open(paths.window(family))}>
        先看去哪里、带什么
      </Button>
    </View>
  );
}

/** The code as the clerk reads it, with what to bring; it stays here until the window has answered. Children: the action. */
export function DeskCode({ proof, onOther, children }: PropsWithChildren<{ proof: Desk; onOther(): void }>) {
  const [isHidden, setHidden] = useState(false);
  return (
    <View className="stack" data-testid="desk-proof">
      <View className="strong">给窗口工作人员看的核对码</View>
      <View className="code" data-testid="desk-code">
        {isHidden ? '••••••••' : proof.deskCode}
      </View>
      <Notice tone="warn">只在窗口当面出示。谁打电话来要这个码，都是骗子。</Notice>
      <View className="card">
        <View className="strong">请带</View>
        {proof.bring.map((item) => (
          <View className="finding finding--pass" key={item}>
            <Icon name="check" />
            <Text className="text grow">{item}</Text>
          </View>
        ))}
        <Text className="note">
          到{proof.where}，{dayInWords(civilDayOf(proof.expiresAt))}以前有效。窗口核对后，这部手机就能看您的医保信息。
        </Text>
      </View>
      {children}
      <Button id="desk-hide" kind="quiet" onTap={() => setHidden(!isHidden)}>
        {isHidden ? '显示核对码' : '先遮起来'}
      </Button>
      <Button id="desk-other" kind="quiet" onTap={onOther}>
        改用别的办法证明
      </Button>
    </View>
  );
}
