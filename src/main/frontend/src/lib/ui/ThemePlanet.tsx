import {
  Bot,
  Castle,
  Compass,
  Egg,
  Fish,
  HeartHandshake,
  Lightbulb,
  type LucideIcon,
  PawPrint,
  Rocket,
  Search,
  Sparkles,
  TreePine,
  WandSparkles,
} from 'lucide-react';
import { Planet } from './Planet';

const SIGNS: Readonly<Record<string, LucideIcon>> = {
  space: Rocket,
  adventure: Compass,
  ocean: Fish,
  dinosaurs: Egg,
  magic: WandSparkles,
  animals: PawPrint,
  robots: Bot,
  mystery: Search,
  'fairy tale': Castle,
  forest: TreePine,
  inventions: Lightbulb,
  friendship: HeartHandshake,
};

/** The planet a theme lives on; themes in a child's own words get a sparkle. */
export function ThemePlanet({ theme, size }: { theme: string; size: number }) {
  const Sign = SIGNS[theme] ?? Sparkles;
  return (
    <Planet seed={theme} size={size}>
      <Sign size={size * 0.34} strokeWidth={2.1} />
    </Planet>
  );
}
