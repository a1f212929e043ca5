import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf, type Child, type NewChild, type StorySummary } from './api';
import { Problem } from './problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
});

/** While a story is told somewhere, the library looks again this often, in milliseconds. */
const WATCHFUL = 5000;

export const keys = {
  children: ['children'] as const,
  themes: ['themes'] as const,
  library: (childId: number | null) => ['stories', childId] as const,
  story: (storyId: number) => ['story', storyId] as const,
  storyOfStream: (streamId: number) => ['story-of-stream', streamId] as const,
};

export function useChildren() {
  return useQuery({
    queryKey: keys.children,
    queryFn: async () => bodyOf(await api.GET('/children')).children,
  });
}

export function useChild(childId: number): Child | undefined {
  return useChildren().data?.find((child) => child.id === childId);
}

export function useThemes() {
  return useQuery({
    queryKey: keys.themes,
    queryFn: async () => bodyOf(await api.GET('/stories/themes')).themes,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useLibrary(childId: number | null) {
  return useInfiniteQuery({
    queryKey: keys.library(childId),
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET('/stories', {
          params: {
            query: {
              limit: 24,
              ...(childId !== null && { child_id: childId }),
              ...(pageParam !== null && { before: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.stories.some((story) => story.stream !== null))
        ? WATCHFUL
        : false,
  });
}

export function storyQuery(storyId: number) {
  return {
    queryKey: keys.story(storyId),
    queryFn: async () =>
      bodyOf(await api.GET('/stories/{story_id}', { params: { path: { story_id: storyId } } })),
  };
}

export function useStory(storyId: number | null) {
  return useQuery({ ...storyQuery(storyId ?? 0), enabled: storyId !== null, staleTime: 0 });
}

/** The story that a stream is telling, as the library has it: a new one is among its newest. */
export function useStoryOfStream(streamId: number | null): StorySummary | null {
  const { data = null } = useQuery({
    queryKey: keys.storyOfStream(streamId ?? 0),
    queryFn: async () => {
      const { stories } = bodyOf(await api.GET('/stories'));
      return stories.find((story) => story.stream?.stream_id === streamId) ?? null;
    },
    enabled: streamId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Saves a child, new or known by its id, and shows it everywhere. */
export function useSaveChild() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, child }: { id: number | null; child: NewChild }) =>
      id === null
        ? bodyOf(await api.POST('/children', { body: child }))
        : bodyOf(
            await api.PATCH('/children/{child_id}', { params: { path: { child_id: id } }, body: child }),
          ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.children }),
  });
}

export async function eraseChild(childId: number): Promise<void> {
  await api.DELETE('/children/{child_id}', { params: { path: { child_id: childId } } });
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.children }),
    queryClient.invalidateQueries({ queryKey: ['stories'] }),
  ]);
}

export async function eraseStory(storyId: number): Promise<void> {
  await api.DELETE('/stories/{story_id}', { params: { path: { story_id: storyId } } });
  await queryClient.invalidateQueries({ queryKey: ['stories'] });
}
