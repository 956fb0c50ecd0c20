"""The pages of teaching that are not Wagtail's: training, identification guides, the drill."""
