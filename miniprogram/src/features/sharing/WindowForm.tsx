import type { WindowRule } from '@gongji/shared/policy/pack';
import { Text, View } from '@tarojs/components';
import { Questions, Tappable } from '@/components';
import { WhenInput } from '@/platform';
import { instantOf, localOf, monthsLater, type WindowChoice } from './window-choice';

interface WindowFormProps {
  choice: WindowChoice;
  rule: WindowRule;
  now: string;
  onChoose(choice: WindowChoice): void;
  onLast?(isLast: boolean): void;
}

/** When it begins and when it ends: quick choices, or one's own day and time. */
export function WindowForm({ choice, rule, now, onChoose, onLast }: WindowFormProps) {
  const { startAt, end } = choice;
  const chooseEnd = (next: WindowChoice['end']) => onChoose({ ...choice, end: next });
  const ownEnd = end?.kind === 'at' ? end.at : undefined;
  return (
    <Questions
      onLast={onLast}
      of={[
        {
          key: 'start',
          isAnswered: true,
          element: (
            <View>
              <View className="strong">什么时候开始</View>
              <View className="choices" style={{ marginTop: '8px' }}>
                <Choice id="window-start-now" isOn={!startAt} onTap={() => onChoose({ end })}>
                  现在就开始
                </Choice>
                <Choice id="window-start-own" isOn={!!startAt} onTap={() => onChoose({ end, startAt: startAt ?? now })}>
                  自己选
                </Choice>
              </View>
              {startAt ? (
                <WhenField
                  id="window-start"
                  label="开始时间"
                  value={startAt}
                  now={now}
                  onPick={(at) => onChoose({ end, startAt: at })}
                />
              ) : null}
            </View>
          ),
        },
        {
          key: 'end',
          isAnswered: end !== undefined,
          element: (
            <View>
              <View className="strong">什么时候结束</View>
              <View className="choices" style={{ marginTop: '8px' }}>
                <Choice id="window-end-month" isOn={end?.kind === 'month'} onTap={() => chooseEnd({ kind: 'month' })}>
                  用一个月
                </Choice>
                <Choice id="window-end-year" isOn={end?.kind === 'year'} onTap={() => chooseEnd({ kind: 'year' })}>
                  用一年
                </Choice>
                {rule.isEndRequired ? null : (
                  <Choice id="window-end-open" isOn={end?.kind === 'open'} onTap={() => chooseEnd({ kind: 'open' })}>
                    不设结束
                  </Choice>
                )}
                <Choice
                  id="window-end-own"
                  isOn={ownEnd !== undefined}
                  onTap={() => chooseEnd({ kind: 'at', at: ownEnd ?? monthsLater(startAt ?? now, 3) })}
                >
                  自己选
                </Choice>
              </View>
              {ownEnd ? (
                <WhenField
                  id="window-end"
                  label="结束时间"
                  value={ownEnd}
                  now={now}
                  onPick={(at) => chooseEnd({ kind: 'at', at })}
                />
              ) : null}
            </View>
          ),
        },
      ]}
    />
  );
}

interface ChoiceProps {
  id: string;
  isOn: boolean;
  isWide?: boolean;
  children: string;
  onTap(): void;
}

export function Choice({ id, isOn, isWide, children, onTap }: ChoiceProps) {
  const classes = ['choice', isWide ? 'choice--wide' : '', isOn ? 'choice--on' : ''].filter(Boolean).join(' ');
  return (
    <Tappable id={id} role="radio" isOn={isOn} className={classes} onTap={onTap}>
      {children}
    </Tappable>
  );
}

interface WhenFieldProps {
  id: string;
  label: string;
  /** An instant. */
  value: string;
  now: string;
  onPick(at: string): void;
}

/** A day and time to be picked; an emptied field changes nothing. */
export function WhenField({ id, label, value, now, onPick }: WhenFieldProps) {
  return (
    <View className="field" style={{ marginTop: '8px' }}>
      <Text className="field__label">{label}</Text>
      <WhenInput
        id={id}
        label={label}
        value={localOf(value)}
        min={localOf(now)}
        onPick={(local) => {
          const at = instantOf(local);
          if (at) onPick(at);
        }}
      />
    </View>
  );
}
