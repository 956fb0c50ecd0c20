"""The pages of certification: public, the holder's, the administration's."""
