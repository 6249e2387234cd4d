import { Text } from '@tarojs/components';

/** A state in one or two words. Colour only repeats what the word says. */
export function Tag({
  tone = 'plain',
  id,
  children,
}: {
  tone?: 'plain' | 'good' | 'warn' | 'danger' | 'info';
  id?: string;
  children: string;
}) {
  return (
    <Text className={`tag${tone === 'plain' ? '' : ` tag--${tone}`}`} data-testid={id}>
      {children}
    </Text>
  );
}
