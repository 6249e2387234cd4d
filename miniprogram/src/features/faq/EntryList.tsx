import { Text, View } from '@tarojs/components';
import { Icon, Tappable } from '@/components';
import { open, paths } from '@/platform';

interface Entry {
  id: string;
  title: string;
  snippet?: string;
}

/** Questions to tap on, in the order given. */
export function EntryList({ entries, idPrefix }: { entries: Entry[]; idPrefix: string }) {
  return (
    <View className="list">
      {entries.map((entry) => (
        <Tappable
          key={entry.id}
          id={`${idPrefix}-${entry.id}`}
          className="list__item"
          role="link"
          onTap={() => open(paths.answer(entry.id))}
        >
          <View className="list__main">
            <Text className={entry.snippet ? 'text strong' : 'text'}>{entry.title}</Text>
            {entry.snippet ? <Text className="note">{entry.snippet}</Text> : null}
          </View>
          <View style={{ color: '#5d7075' }}>
            <Icon name="next" size="small" />
          </View>
        </Tappable>
      ))}
    </View>
  );
}
