export function onEnter(act: () => void): object {
  return {
    onKeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      act();
    },
  };
}
