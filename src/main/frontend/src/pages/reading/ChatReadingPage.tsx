export { ChatReadingPage } from '../../features/story/ChatReadingPage';
export type { ChatReadingPageProps } from '../../features/story/ChatReadingPage';
