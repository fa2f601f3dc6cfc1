ALTER TABLE jobs ADD COLUMN submitted TEXT; -- RFC 3339; none of jobs of older versions
